package dev.gatehouse.server.cli;

import picocli.CommandLine.Command;

/** The words that come before commands of one kind. They do nothing by themselves. */
final class Groups {

    private Groups() {}

    /** Commands about users. */
    @Command(
            name = "user",
            synopsisSubcommandLabel = "COMMAND",
            description = "Users: who may sign in, and as what.",
            footer = {"  gatehouse user create alice --admin", "  gatehouse user list --json"})
    static final class Users {}

    /** Commands about API keys. */
    @Command(
            name = "apikey",
            synopsisSubcommandLabel = "COMMAND",
            description = "API keys: what programs sign their requests with.",
            footer = {"  gatehouse apikey create --label backup", "  gatehouse apikey revoke 3"})
    static final class ApiKeys {}

    /** Commands about sessions. */
    @Command(
            name = "session",
            synopsisSubcommandLabel = "COMMAND",
            description = "Sessions: who is signed in, and ending it.",
            footer = {"  gatehouse session list --user alice", "  gatehouse session revoke-all --all"})
    static final class Sessions {}

    /** Commands about the audit log. */
    @Command(
            name = "audit",
            synopsisSubcommandLabel = "COMMAND",
            description = "The audit log: who did what, when and from where.",
            footer = {"  gatehouse audit list --limit 20"})
    static final class Audit {}

    /** Commands about migrations. */
    @Command(
            name = "migrate",
            synopsisSubcommandLabel = "COMMAND",
            description = "The database's numbered migrations.",
            footer = {"  gatehouse migrate info"})
    static final class Migrate {}

    /** Commands about the settings. */
    @Command(
            name = "config",
            synopsisSubcommandLabel = "COMMAND",
            description = "The settings.",
            footer = {"  gatehouse config check", "  gatehouse config print"})
    static final class Config {}
}
