package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.AuditEvent;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.audit.AuditFilter;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.audit.AuditView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists audit events. */
@Command(
        name = "list",
        description = "List audit events, newest first.",
        footer = {
            "  gatehouse audit list --limit 20",
            "  gatehouse audit list --type login.failed --since 2026-01-31T00:00:00Z",
            "  gatehouse audit list --user alice --json",
        })
final class AuditList implements Runnable {

    private static final int MOST = 500;

    private final Run run;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            converter = AuditTypeName.class,
            completionCandidates = AuditTypeName.Candidates.class,
            description = "Only this type: ${COMPLETION-CANDIDATES}.")
    private Optional<AuditEventType> type = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "Only what happened to this user.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this user did.")
    private Optional<String> actor = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", description = "Not before this time, such as 2026-01-31T12:00:00Z.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many, 1 to 500; else 100.")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Only events older than this one: for the next page.")
    private Optional<Long> after = Optional.empty();

    AuditList(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        if (limit < 1 || limit > MOST) {
            throw CommandFailure.usage("--limit is 1 to " + MOST + ".");
        }
        AuditFilter filter = new AuditFilter(type, user.map(this::id), actor.map(this::id), since, until);
        List<AuditEvent> found = run.service(AuditLog.class).list(filter, after.orElse(Long.MAX_VALUE), limit + 1);
        List<AuditEvent> shown = found.subList(0, Math.min(limit, found.size()));
        Listing list = run.output().list("ID", "TIME", "TYPE", "ACTOR", "SUBJECT", "ADDRESS", "DETAILS");
        for (AuditEvent event : shown) {
            String who = event.actorName().isEmpty() ? event.actorKind() : event.actorName();
            list.add(
                    run.fields(AuditView.of(event)),
                    event.id(),
                    event.at(),
                    event.type(),
                    event.actorKind().equals("cli") ? who + " (cli)" : who,
                    event.subject(),
                    event.address(),
                    event.details());
        }
        list.end();
        if (found.size() > shown.size()) {
            run.output().message("There are more: --after " + shown.getLast().id());
        }
    }

    /** The id of the user that somebody means; events of a deleted one are found by the id itself. */
    private String id(String name) {
        return run.service(Accounts.class).named(name).map(Account::id).orElse(name);
    }
}
