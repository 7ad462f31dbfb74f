package org.relais.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Access tokens from the platform's own issuer, by client credentials. */
public final class AccessTokens {

    /** The issuer answered, but gives no token to this client. */
    static final class Refused extends IOException {
        private Refused(String message) {
            super(message);
        }
    }

    private final Rest rest;
    private final String issuer;
    private final Secrets secrets;

    AccessTokens(Rest rest, String issuer, Secrets secrets) {
        this.rest = rest;
        this.issuer = issuer;
        this.secrets = secrets;
    }

    /**
     * A token from the platform that runs here.
     *
     * @throws IOException if its issuer doesn't answer, or refuses
     */
    public static String from(Command.Context context, String clientId) throws IOException {
        try (Rest rest = new Rest()) {
            Secrets secrets = new Secrets(context.home().secrets());
            return new AccessTokens(rest, context.ports().url(Port.IDENTITY), secrets).tokenFor(clientId);
        }
    }

    /**
     * @param clientId a department's code, {@code admin}, {@code operator}, {@code open311}, {@code import} or a service's name
     * @throws IOException if the issuer doesn't answer, or refuses
     */
    String tokenFor(String clientId) throws IOException {
        String credentials = clientId + ":" + secrets.clientSecret(clientId);
        Rest.Reply reply = rest.postForm(
                issuer + "/oauth2/token",
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
                "grant_type=client_credentials");
        if (!reply.successful()) {
            throw new Refused("the issuer answered " + reply.status() + " to client " + clientId);
        }
        return reply.json().path("access_token").asString();
    }
}
