package dev.gatehouse.server.cli;

import dev.gatehouse.server.status.Version;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Every command there is, each where its name puts it.
 *
 * <p>Describing them all to the parser takes longer than most of them run, so only the groups that a command line speaks
 * of have their commands in them.
 */
final class CommandTree {

    private final Set<String> words;

    private CommandTree(Set<String> words) {
        this.words = words;
    }

    /** The commands that these arguments can mean. */
    static CommandLine of(GlobalOptions options, Run run, List<String> arguments) {
        CommandLine root = new CommandLine(options);
        root.getCommandSpec().addOption(help()).addOption(version());
        new CommandTree(Set.copyOf(arguments)).addTo(root, run);
        root.getCommandSpec().version("gatehouse " + new Version().text());
        root.setExpandAtFiles(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        headExamples(root);
        return root;
    }

    private void addTo(CommandLine root, Run run) {
        root.addSubcommand(new Serve(run))
                .addSubcommand(group(
                        new Groups.Users(),
                        () -> List.of(
                                new UserCreate(run),
                                new UserList(run),
                                new UserShow(run),
                                new UserUpdate(run),
                                new UserPassword(run),
                                new UserPasswd(run),
                                new UserDelete(run),
                                new UserRevoke(run),
                                new UserImport(run),
                                new UserExport(run))))
                .addSubcommand(group(
                        new Groups.ApiKeys(),
                        () -> List.of(
                                new ApiKeyCreate(run),
                                new ApiKeyList(run),
                                new ApiKeyRevoke(run),
                                new ApiKeyRotate(run),
                                new ApiKeyImport(run))))
                .addSubcommand(group(
                        new Groups.Sessions(),
                        () -> List.of(
                                new SessionList(run),
                                new SessionRevoke(run),
                                new SessionRevokeAll(run),
                                new SessionCopy(run))))
                .addSubcommand(group(new Groups.Audit(), () -> List.of(new AuditList(run))))
                .addSubcommand(group(new Groups.Migrate(), () -> List.of(new MigrateInfo(run), new MigrateUp(run))))
                .addSubcommand(group(new Groups.Config(), () -> List.of(new ConfigCheck(run), new ConfigPrint(run))))
                .addSubcommand(new VersionCommand(run))
                .addSubcommand(new Completion(run));
    }

    private CommandLine group(Object name, Supplier<List<?>> commands) {
        CommandLine group = new CommandLine(name);
        if (words.contains(group.getCommandName()) || words.contains(Completion.NAME)) {
            commands.get().forEach(group::addSubcommand);
        }
        return group;
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
}
