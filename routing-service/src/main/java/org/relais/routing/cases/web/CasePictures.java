package org.relais.routing.cases.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.relais.platform.security.Caller;
import org.relais.platform.security.ServiceClients;
import org.relais.routing.cases.Cases;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * What came with a department's own case, passed on from intake: a picture of a request that was taken off the public pages is
 * open to services, and to no browser.
 */
@Controller
class CasePictures {

    private static final List<String> PASSED_ON = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.CONTENT_DISPOSITION,
            "X-Content-Type-Options",
            "Content-Security-Policy");

    private final Cases cases;
    private final RestClient intake;

    CasePictures(Cases cases, ServiceClients clients, @Value("${relais.intake.url}") String url) {
        this.cases = cases;
        this.intake = clients.to(url);
    }

    @GetMapping("/desk/cases/{id}/pictures/{picture}")
    void picture(Caller caller, @PathVariable UUID id, @PathVariable UUID picture, HttpServletResponse response) {
        String name = picture.toString();
        String department = caller.department();
        cases.find(id)
                .filter(file ->
                        department != null && department.equals(file.current().department()))
                .filter(file -> file.request().attachments().contains(name))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            intake.get()
                    .uri("/api/v1/attachments/{picture}", name)
                    .exchange((request, answer) -> passOn(answer, response));
        } catch (RestClientException unreachable) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, null, unreachable);
        }
    }

    private static boolean passOn(ClientHttpResponse answer, HttpServletResponse response) throws IOException {
        if (!answer.getStatusCode().is2xxSuccessful()) {
            boolean gone = answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
            throw new ResponseStatusException(gone ? HttpStatus.NOT_FOUND : HttpStatus.BAD_GATEWAY);
        }
        PASSED_ON.forEach(
                header -> response.setHeader(header, answer.getHeaders().getFirst(header)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=600");
        try (InputStream bytes = answer.getBody()) {
            bytes.transferTo(response.getOutputStream());
        }
        return true;
    }
}
