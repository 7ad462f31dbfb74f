package org.relais.intake.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.intake.IntakeUnderTest;

/** A person's browser without scripts: keeps cookies, follows redirects, sends a page's forms with what is hidden in them. */
final class Browser implements AutoCloseable {

    private static final String BOUNDARY = "----of-the-browser";
    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]* method=\"post\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\"([^>]*)>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final IntakeUnderTest intake;
    private HttpResponse<String> page;

    Browser(IntakeUnderTest intake) {
        this.intake = intake;
        this.page = open("/");
    }

    /** Where the browser is, and what it shows. */
    record Shown(int status, String path, String html) {

        @Nullable
        String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(html);
            return matcher.find() ? matcher.group(1) : null;
        }
    }

    Shown shown() {
        URI uri = page.uri();
        return new Shown(
                page.statusCode(),
                uri.getQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getQuery(),
                page.body());
    }

    Shown go(String path) {
        page = open(path);
        return shown();
    }

    /** Sends the page's form for this address with these fields, as {@code name, value, name, value}. */
    Shown send(String action, String... fields) {
        page = send(request(action, fields));
        return shown();
    }

    /** Sends what an earlier page's form held, and shows what comes of it. */
    Shown sendAsIs(HttpRequest request) {
        page = send(request);
        return shown();
    }

    /** A file as it is chosen in a form's input. */
    record Chosen(String input, String name, HttpRequest.BodyPublisher content) {

        static Chosen of(String input, String name, byte[] bytes) {
            return new Chosen(input, name, HttpRequest.BodyPublishers.ofByteArray(bytes));
        }
    }

    /** Sends the page's form with files, as its other fields go with them. */
    Shown upload(String action, List<Chosen> files, String... fields) {
        page = send(uploading(action, files, fields));
        return shown();
    }

    /** The form with files as it would be sent. */
    HttpRequest uploading(String action, List<Chosen> files, String... fields) {
        List<HttpRequest.BodyPublisher> parts = new ArrayList<>();
        for (String pair : pairs(fields, hidden(form(action, "multipart/form-data")))) {
            String[] field = pair.split("=", 2);
            parts.add(HttpRequest.BodyPublishers.ofString("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"" + decoded(field[0]) + "\"\r\n\r\n"
                    + decoded(field[1]) + "\r\n"));
        }
        for (Chosen file : files) {
            parts.add(HttpRequest.BodyPublishers.ofString("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"" + file.input() + "\"; filename=\"" + file.name()
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(file.content());
            parts.add(HttpRequest.BodyPublishers.ofString("\r\n"));
        }
        parts.add(HttpRequest.BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
        return HttpRequest.newBuilder(intake.at(action))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Accept-Language", "fr")
                .POST(HttpRequest.BodyPublishers.concat(parts.toArray(HttpRequest.BodyPublisher[]::new)))
                .build();
    }

    /** The form as it would be sent, to send it twice or late. */
    HttpRequest request(String action, String... fields) {
        return post(action, fields, hidden(form(action, "")));
    }

    /** What stands in the page's first form for this address whose tag says this. */
    private String form(String action, String said) {
        Matcher forms = FORM.matcher(page.body());
        while (forms.find()) {
            if (forms.group(1).equals(action) && forms.group().split(">", 2)[0].contains(said)) {
                return forms.group(2);
            }
        }
        throw new AssertionError("no form for " + action + " on " + page.uri() + "\n" + page.body());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    List<String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + " " + cookie.getPath() + (cookie.isHttpOnly() ? " HttpOnly" : ""))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpResponse<String> open(String path) {
        return send(HttpRequest.newBuilder(intake.at(path))
                .header("Accept", "text/html")
                .header("Accept-Language", "fr")
                .build());
    }

    private HttpRequest post(String action, String[] fields, List<String> hidden) {
        return HttpRequest.newBuilder(intake.at(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "fr")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs(fields, hidden))))
                .build();
    }

    private static List<String> pairs(String[] fields, List<String> hidden) {
        List<String> pairs = new ArrayList<>(hidden);
        for (int index = 0; index < fields.length; index += 2) {
            String name = encoded(fields[index]) + "=";
            pairs.removeIf(pair -> pair.startsWith(name) && hidden.contains(pair));
            pairs.add(name + encoded(fields[index + 1]));
        }
        return pairs;
    }

    private static List<String> hidden(String form) {
        List<String> pairs = new ArrayList<>();
        Matcher inputs = HIDDEN.matcher(form);
        while (inputs.find()) {
            Matcher name = NAME.matcher(inputs.group(1));
            Matcher value = VALUE.matcher(inputs.group(1));
            if (name.find()) {
                pairs.add(encoded(name.group(1)) + "=" + encoded(value.find() ? value.group(1) : ""));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
