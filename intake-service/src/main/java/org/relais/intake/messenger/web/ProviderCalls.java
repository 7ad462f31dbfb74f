package org.relais.intake.messenger.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.relais.intake.messenger.IncomingMessage;
import org.relais.intake.messenger.web.MessengerSettings.Provider;
import org.relais.platform.http.TimedBody;
import org.relais.platform.messenger.Messenger;
import org.relais.platform.messenger.MessengerAccount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls to a provider: for pictures, and with answers. Only addresses that the operator named are called, and no redirect is
 * followed: what stands in a message chooses nothing but a name at the provider.
 */
final class ProviderCalls {

    private static final int LONGEST_JSON = 64 * 1024;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client;
    private final Duration patience;
    private final Duration photoPatience;

    /**
     * @param patience how long an answer may take to begin, and a short one to end
     * @param photoPatience how long a picture may take from its first byte to its last
     */
    ProviderCalls(Duration patience, Duration photoPatience) {
        this.patience = patience;
        this.photoPatience = photoPatience;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /** A picture by the provider's name for it. */
    InputStream photo(String id, Provider provider) throws IOException {
        String template = provider.photoUrl();
        if (template == null) {
            throw new IOException("no address for pictures is configured");
        }
        URI first = URI.create(template.replace("{id}", URLEncoder.encode(id, StandardCharsets.UTF_8)));
        HttpResponse<InputStream> answer = get(first, provider);
        if (!isJson(answer)) {
            return new TimedBody(answer.body(), photoPatience);
        }
        JsonNode said;
        try (InputStream body = new TimedBody(answer.body(), patience)) {
            said = json.readTree(body.readNBytes(LONGEST_JSON));
        } catch (RuntimeException notJson) {
            throw new IOException("the provider's answer can't be read", notJson);
        }
        return new TimedBody(get(whereItIs(said, first, provider), provider).body(), photoPatience);
    }

    private static URI whereItIs(JsonNode said, URI first, Provider provider) throws IOException {
        String path = said.path("result").path("file_path").asString("");
        String files = provider.photoFileUrl();
        if (!path.isEmpty() && files != null && !path.contains("..")) {
            return address(files.replace("{path}", path));
        }
        URI named = address(said.path("url").asString(""));
        boolean known = named.getHost() != null
                && (named.getHost().equals(first.getHost())
                        || provider.photoHosts().contains(named.getHost()));
        if (!known || !String.valueOf(named.getScheme()).startsWith("http")) {
            throw new IOException("the picture is somewhere else than the operator allows");
        }
        return named;
    }

    private static URI address(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new IOException("the provider's answer names no address", notAnAddress);
        }
    }

    private HttpResponse<InputStream> get(URI address, Provider provider) throws IOException {
        HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(address).GET(), provider);
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("the provider answered " + answer.statusCode());
        }
        return answer;
    }

    private static boolean isJson(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    }

    /** What came of an answer on its way. */
    enum Sent {
        SENT,
        /** The provider will have none of it. */
        REFUSED,
        /** It may be tried again. */
        NOT_NOW
    }

    Sent reply(String text, IncomingMessage to, URI address, Provider provider) {
        MessengerAccount account = new MessengerAccount(provider.kind(), address, provider.token(), patience);
        try {
            new Messenger(client, account).say(to.from(), to.id(), text, null);
            return Sent.SENT;
        } catch (Messenger.Refusal refusal) {
            return Sent.REFUSED;
        } catch (Messenger.NotNow later) {
            // Who calls again for each message until our token is put right would keep every other message back.
            return later.isPassing() ? Sent.NOT_NOW : Sent.REFUSED;
        } catch (IOException notNowOrNobodyKnows) {
            return Sent.NOT_NOW;
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, Provider provider) throws IOException {
        String token = provider.token();
        if (token != null && !token.isBlank()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.timeout(patience).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
