package dev.gatehouse.benchmarks.peer.spring;

import org.springframework.context.annotation.Profile;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Ends a user's sessions, with those repositories that can find them. */
@RestController
@Profile({"redis-indexed", "jdbc"})
class UserSessionsController {

    private final FindByIndexNameSessionRepository<? extends Session> repository;

    UserSessionsController(FindByIndexNameSessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    /** Ends all of them, as the library's documentation shows, and answers how many there were. */
    @DeleteMapping(path = "/users/{username}/sessions", produces = "text/plain")
    String end(@PathVariable String username) {
        var sessions = repository.findByPrincipalName(username).keySet();
        sessions.forEach(repository::deleteById);
        return sessions.size() + "\n";
    }
}
