package dev.gatehouse.server.cli;

import dev.gatehouse.server.status.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Every command there is, each where its name puts it. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(GlobalOptions options, Run run) {
        CommandLine root = new CommandLine(options);
        root.getCommandSpec().addOption(help()).addOption(version());
        root.addSubcommand(new Serve(run))
                .addSubcommand(group(
                        new Groups.Users(),
                        new UserCreate(run),
                        new UserList(run),
                        new UserShow(run),
                        new UserUpdate(run),
                        new UserPassword(run),
                        new UserPasswd(run),
                        new UserDelete(run),
                        new UserRevoke(run),
                        new UserImport(run),
                        new UserExport(run)))
                .addSubcommand(group(
                        new Groups.ApiKeys(),
                        new ApiKeyCreate(run),
                        new ApiKeyList(run),
                        new ApiKeyRevoke(run),
                        new ApiKeyRotate(run),
                        new ApiKeyImport(run)))
                .addSubcommand(group(
                        new Groups.Sessions(),
                        new SessionList(run),
                        new SessionRevoke(run),
                        new SessionRevokeAll(run),
                        new SessionCopy(run)))
                .addSubcommand(group(new Groups.Audit(), new AuditList(run)))
                .addSubcommand(group(new Groups.Migrate(), new MigrateInfo(run), new MigrateUp(run)))
                .addSubcommand(group(new Groups.Config(), new ConfigCheck(run), new ConfigPrint(run)))
                .addSubcommand(new VersionCommand(run))
                .addSubcommand(new Completion(run));
        root.getCommandSpec().version("gatehouse " + new Version().text());
        root.setExpandAtFiles(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        headExamples(root);
        return root;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this and exit.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build();
    }

    private static void headExamples(CommandLine command) {
        command.getCommandSpec().usageMessage().footerHeading("%nExamples:%n");
        command.getSubcommands().values().forEach(CommandTree::headExamples);
    }

    private static CommandLine group(Object name, Object... commands) {
        CommandLine group = new CommandLine(name);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }
}
