package dev.gatehouse.benchmarks.peer.spring;

import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Makes sessions to be measured with. */
@RestController
class SeedController {

    private static final long MOST = 1_000_000;

    private final SessionRepository<? extends Session> repository;

    SeedController(SessionRepository<? extends Session> repository) {
        this.repository = repository;
    }

    /**
     * Makes live sessions, and answers the token of each in a line: first all those of the first user.
     *
     * @param users how many users, from 1
     * @param each sessions of each, from 1; a million in all at most
     */
    @PostMapping("/seed")
    void seed(@RequestParam int users, @RequestParam int each, HttpServletResponse response) throws IOException {
        if (users < 1 || each < 1 || (long) users * each > MOST) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "users and each are from 1, and make " + MOST + " sessions at most");
        }
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        for (int i = 0; i < users * each; i++) {
            response.getWriter().println(create(repository, User.numbered(i / each)));
        }
    }

    private static <S extends Session> String create(SessionRepository<S> repository, User user) {
        S session = repository.createSession();
        user.putInto(session);
        if (repository instanceof FindByIndexNameSessionRepository) {
            session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, user.username());
        }
        repository.save(session);
        return session.getId();
    }
}
