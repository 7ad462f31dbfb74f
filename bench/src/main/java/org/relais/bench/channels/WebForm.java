package org.relais.bench.channels;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.relais.bench.load.HttpLoad;
import org.relais.bench.load.HttpLoad.Call;
import org.relais.bench.load.LoadResult;

/**
 * The citizens' pages without scripts. Drafts are filled in beforehand, step by step as people do it, each with a cookie of its own;
 * measured is the last press of the button, which leads to the page of the request that was filed.
 */
final class WebForm implements Channel {

    private static final int CONNECTIONS = 64;
    private static final int PREPARING = 16;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String DRAFT = "relais-citizen-draft=";
    private static final String FORM = "relais-citizen-form=";

    private final URI intake;
    private final ConcurrentLinkedQueue<String> drafts = new ConcurrentLinkedQueue<>();
    private String formCookie = "";
    private String formToken = "";

    WebForm(URI intake) {
        this.intake = intake;
    }

    @Override
    public String name() {
        return "web form, last step";
    }

    @Override
    public String written() {
        return "WEB";
    }

    @Override
    public void prepare(int requests) throws Exception {
        try (var client = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
                var threads = Executors.newFixedThreadPool(PREPARING)) {
            openTheFirstPage(client);
            List<Future<?>> filled = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                filled.add(threads.submit(() -> {
                    drafts.add(filledIn(client, number));
                    return number;
                }));
            }
            for (Future<?> each : filled) {
                each.get();
            }
        }
    }

    @Override
    public LoadResult run(double requestsPerSecond, Duration time) {
        var body = HttpChannels.form("_csrf", formToken);
        var load = new HttpLoad(
                intake.resolve("/demande/verifier"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                n -> {
                    var draft = drafts.poll();
                    if (draft == null) {
                        throw new IllegalStateException("more requests than drafts were prepared");
                    }
                    return Call.of(body, "Cookie: " + FORM + formCookie + "; " + DRAFT + draft + "\r\n");
                },
                (status, answer) -> status / 100 == 3 && answer.toString().endsWith("/depose"));
        return load.openLoop(CONNECTIONS, requestsPerSecond, time);
    }

    /** Its token is good for every form of this browser. */
    private void openTheFirstPage(HttpClient client) throws IOException, InterruptedException {
        var page = client.send(
                HttpRequest.newBuilder(intake.resolve("/demande/quoi")).build(), BodyHandlers.ofString());
        var token = TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new IOException("no form token on " + page.uri());
        }
        formToken = token.group(1);
        formCookie = cookie(page, FORM);
    }

    private String filledIn(HttpClient client, int number) throws IOException, InterruptedException {
        var first = send(client, "quoi", "", "description", "Nid-de-poule profond, dit sur les pages, " + number);
        var draft = cookie(first, DRAFT);
        send(client, "service", draft, "service", "pothole");
        send(client, "lieu", draft, "address", "Chemin sans nom " + number, "found", "-");
        send(client, "precisions", draft, "answer.depth", "deep");
        send(client, "photo", draft, "skip", "yes");
        var last = send(client, "coordonnees", draft, "reply", "no");
        var next = last.headers().firstValue("Location").orElse("");
        if (!next.endsWith("/demande/verifier")) {
            throw new IOException("a draft isn't ready to be sent, but at " + next);
        }
        return draft;
    }

    private HttpResponse<String> send(HttpClient client, String step, String draft, String... fields)
            throws IOException, InterruptedException {
        var body = HttpChannels.form(fields) + "&" + HttpChannels.form("_csrf", formToken);
        var answer = client.send(
                HttpRequest.newBuilder(intake.resolve("/demande/" + step))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", FORM + formCookie + (draft.isEmpty() ? "" : "; " + DRAFT + draft))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 3) {
            throw new IOException("the step " + step + " was answered by " + answer.statusCode());
        }
        return answer;
    }

    private static String cookie(HttpResponse<String> answer, String name) throws IOException {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name))
                .map(cookie -> cookie.substring(name.length()).split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new IOException("no cookie " + name + " from " + answer.uri()));
    }
}
