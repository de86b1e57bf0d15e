package dev.gatehouse.benchmarks.peer.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whose session a request has. */
@RestController
class DoorController {

    /** 200 and who that is for a live session, else 401. The library finds the session, and saves its use. */
    @GetMapping("/door")
    ResponseEntity<Void> door(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        return User.in(session).toResponse();
    }

    /** 200. */
    @GetMapping("/health")
    ResponseEntity<Void> health() {
        return ResponseEntity.ok().build();
    }
}
