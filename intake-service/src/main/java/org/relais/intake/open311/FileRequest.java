package org.relais.intake.open311;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.FilingResult;
import org.relais.intake.filing.Place;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.Requester;
import org.relais.intake.filing.Standing;
import org.relais.intake.filing.Submission;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Violations;

/**
 * Files what came as a form. A client that had no answer sends the same once more, without a name for the call: the same words from
 * the same client within a quarter of an hour, and at most half an hour, are one request.
 */
public final class FileRequest {

    private static final String CHANNEL = "OPEN311";
    private static final Duration RETRIES = Duration.ofMinutes(15);

    private final SubmitServiceRequest submitServiceRequest;
    private final Derivations derivations;
    private final RequestIndex requests;
    private final PlaceNotices placeNotices;

    public FileRequest(
            SubmitServiceRequest submitServiceRequest,
            Derivations derivations,
            RequestIndex requests,
            PlaceNotices placeNotices) {
        this.submitServiceRequest = submitServiceRequest;
        this.derivations = derivations;
        this.requests = requests;
        this.placeNotices = placeNotices;
    }

    /**
     * Who files, and how.
     *
     * @param caller holder of the key
     * @param idempotencyKey a name for the call, from clients that give one
     */
    public record Call(
            String caller, String language, @Nullable String idempotencyKey, Instant at) {}

    public FilingResult file(
            Form form, List<Attachment> pictures, Territory territory, Call call, Violations violations) {
        byte[] digest = form.digest(
                pictures.stream().map(picture -> picture.picture().digest()).toList());
        return submitServiceRequest.submit(
                submission(form, pictures, territory, call.language(), violations),
                new SubmitServiceRequest.Call(
                        call.caller(),
                        Standing.PERSON,
                        CHANNEL,
                        call.language(),
                        call.idempotencyKey() == null ? retryKey(digest, call) : call.idempotencyKey(),
                        derivations.mark(digest),
                        call.at(),
                        call.caller()),
                violations);
    }

    /** What to tell the person of a place beyond the territory's border. */
    public Optional<String> notice(Form form, Territory territory, String language) {
        return placeNotices.notice(territory, form.text("service_code"), place(form, new Violations()), language);
    }

    private static Submission submission(
            Form form, List<Attachment> pictures, Territory territory, String language, Violations violations) {
        String serviceCode = form.text("service_code");
        ServiceDefinition service =
                serviceCode == null ? null : territory.service(serviceCode).orElse(null);
        return new Submission(
                territory.jurisdictionId(),
                serviceCode,
                description(form, service, language),
                MediaAddresses.of(form, violations),
                place(form, violations),
                form.answers(),
                new Requester(name(form), form.text("email"), form.text("phone"), null),
                pictures.stream().map(picture -> picture.id().toString()).toList(),
                null,
                null);
    }

    /** The standard lets a description be missing: the service's name then says what is asked for. */
    private static @Nullable String description(Form form, @Nullable ServiceDefinition service, String language) {
        String description = form.text("description");
        return description == null && service != null ? service.name().in(language) : description;
    }

    private static @Nullable Place place(Form form, Violations violations) {
        String address = form.text("address_string");
        Place place = new Place(
                form.decimal("lat", "/location/latitude", violations),
                form.decimal("long", "/location/longitude", violations),
                address == null ? form.text("address_id") : address);
        return place.isEmpty() ? null : place;
    }

    private static @Nullable String name(Form form) {
        String name = Stream.of(form.text("first_name"), form.text("last_name"))
                .filter(part -> part != null)
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private String retryKey(byte[] digest, Call call) {
        long period = call.at().getEpochSecond() / RETRIES.toSeconds();
        String former = retryKey(digest, period - 1);
        return requests.codeOf(derivations.idFor("request", call.caller(), former))
                        .isPresent()
                ? former
                : retryKey(digest, period);
    }

    private static String retryKey(byte[] digest, long period) {
        return "retry/" + period + "/" + HexFormat.of().formatHex(digest);
    }
}
