package org.relais.intake.pages.geocoding;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.relais.intake.limit.CallerLimit;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Gazetteer;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.pages.Words;
import org.relais.intake.territory.Extent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a geocoder, and the files of addresses where it knows nothing or doesn't answer in time: nobody who types an address sees an
 * error. One that failed is left alone for a while, so that a geocoder that is down doesn't slow every letter; and for whoever asks too
 * much the files answer alone, so that nobody spends its quota on their own.
 */
public final class GeocoderGazetteer implements Gazetteer {

    private static final Logger log = LoggerFactory.getLogger(GeocoderGazetteer.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final long MOST_BYTES = 512 * 1024;
    private static final int LONGEST_WORDS = 200;
    private static final int NAMESAKES = 10;

    private final PageSettings.Geocoder settings;
    private final GeocoderShape shape;
    private final Gazetteer offline;
    private final InstantSource clock;
    private final WhoLooksUp whoLooksUp;
    private final CallerLimit callers;
    private final HttpClient client;

    private volatile Instant quietUntil = Instant.EPOCH;

    /**
     * @param offline what is known without any network
     * @param whoLooksUp whom the limit counts
     */
    public GeocoderGazetteer(
            PageSettings.Geocoder settings, Gazetteer offline, InstantSource clock, WhoLooksUp whoLooksUp) {
        this.settings = settings;
        this.shape = GeocoderShape.of(settings);
        this.offline = offline;
        this.clock = clock;
        this.whoLooksUp = whoLooksUp;
        this.callers = new CallerLimit(settings.perMinute(), Duration.ofMinutes(1));
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public List<Address> search(String words, Extent within, int most) {
        List<Address> found = found(words, within, most);
        return found.isEmpty() ? offline.search(words, within, most) : found;
    }

    @Override
    public Optional<Address> named(String label, Extent within) {
        List<String> wanted = Words.of(label);
        return offline.named(label, within)
                .or(() -> found(label, within, NAMESAKES).stream()
                        .filter(address -> Words.of(address.label()).equals(wanted))
                        .findFirst());
    }

    /** From the files alone: a whole text is nothing to send to somebody else. */
    @Override
    public Optional<Address> in(String text, Extent within) {
        return offline.in(text, within);
    }

    @Override
    public Optional<Address> near(double latitude, double longitude) {
        return ask(shape.reverse(latitude, longitude)).stream()
                .filter(address -> address.metresTo(latitude, longitude) <= FARTHEST_METRES)
                .findFirst()
                .or(() -> offline.near(latitude, longitude));
    }

    private List<Address> found(String words, Extent within, int most) {
        String wanted = words.strip();
        return Words.of(wanted).isEmpty() || wanted.length() > LONGEST_WORDS
                ? List.of()
                : ask(shape.search(wanted, within, most)).stream()
                        .filter(address -> within.contains(address.latitude(), address.longitude()))
                        .limit(most)
                        .toList();
    }

    private List<Address> ask(URI address) {
        if (clock.instant().isBefore(quietUntil) || asksTooMuch()) {
            return List.of();
        }
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .header("User-Agent", "Relais")
                        .build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return read(answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            pause("timeout");
        } catch (ExecutionException | IOException | JacksonException failed) {
            Throwable cause =
                    failed instanceof ExecutionException && failed.getCause() != null ? failed.getCause() : failed;
            pause(cause.getClass().getSimpleName());
        } finally {
            answer.cancel(true);
        }
        return List.of();
    }

    private boolean asksTooMuch() {
        return whoLooksUp
                .now()
                .filter(caller -> callers.take(caller).isPositive())
                .isPresent();
    }

    /** What is asked may be refused, for example as too short: that says nothing about the geocoder. */
    private List<Address> read(HttpResponse<byte[]> answer) throws IOException {
        int status = answer.statusCode();
        if (status == 200) {
            return shape.read(JSON.readTree(answer.body()));
        }
        if (status == 400 || status == 404 || status == 422) {
            return List.of();
        }
        throw new RefusedByGeocoder(status);
    }

    /** What was typed, and where from, stands in no log. */
    private void pause(String reason) {
        quietUntil = clock.instant().plus(PAUSE);
        log.atWarn()
                .addKeyValue("outcome", "unavailable")
                .addKeyValue("reason", reason)
                .log("The geocoder did not answer: addresses come from the files meanwhile");
    }

    private static final class RefusedByGeocoder extends IOException {

        RefusedByGeocoder(int status) {
            super("HTTP " + status);
        }
    }
}
