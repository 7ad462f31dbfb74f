package org.relais.e2e.client;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** An answer over HTTP. */
public record Reply(int status, JsonNode body, HttpHeaders headers) {

    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** The text at a JSON pointer, empty where there is none. */
    public String text(String pointer) {
        return body.at(pointer).asString("");
    }
}
