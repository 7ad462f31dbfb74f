package org.relais.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/** Answers in the place of problems, for calls of a protocol that has errors of its own, which the server refused by itself. */
@FunctionalInterface
public interface ProtocolErrors {

    /**
     * Says in the protocol's words what a problem would have said.
     *
     * @param request as far as it was read, seen by no filter and no servlet
     * @return empty where it is no call of that protocol
     */
    Optional<ResponseEntity<byte[]>> answer(HttpStatusCode status, HttpServletRequest request);
}
