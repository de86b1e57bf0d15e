package dev.gatehouse.server.cli;

import dev.gatehouse.server.session.SessionService;
import dev.gatehouse.session.SessionId;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends one session. */
@Command(
        name = "revoke",
        description = "End a session.",
        footer = {"  gatehouse session revoke 0Ab3kXv9TzQ1mNc7RfUe5WyLd"})
final class SessionRevoke implements Runnable {

    private final Run run;

    @Parameters(index = "0", paramLabel = "ID", description = "The session's id, as 'session list' shows it.")
    private String id = "";

    SessionRevoke(Run run) {
        this.run = run;
    }

    @Override
    public void run() {
        SessionId session = SessionId.parse(id).orElseThrow(() -> CommandFailure.notFound("There is no such session."));
        CommandFailure.unwrap(run.service(SessionService.class).end(session, run.actor()));
        run.output().done("Ended session " + session + ".", Map.of("id", session.value()));
    }
}
