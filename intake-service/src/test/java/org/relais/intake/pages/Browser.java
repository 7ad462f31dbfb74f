package org.relais.intake.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
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

    /** The form as it would be sent, to send it twice or late. */
    HttpRequest request(String action, String... fields) {
        Matcher forms = FORM.matcher(page.body());
        while (forms.find()) {
            if (forms.group(1).equals(action)) {
                return post(action, fields, hidden(forms.group(2)));
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
        List<String> pairs = new ArrayList<>(hidden);
        for (int index = 0; index < fields.length; index += 2) {
            String name = encoded(fields[index]) + "=";
            pairs.removeIf(pair -> pair.startsWith(name) && hidden.contains(pair));
            pairs.add(name + encoded(fields[index + 1]));
        }
        return HttpRequest.newBuilder(intake.at(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "fr")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs)))
                .build();
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
