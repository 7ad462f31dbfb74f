package org.relais.e2e.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.relais.e2e.system.SystemUnderTest;

/** Files a request and follows it. */
public final class Citizen {

    /** As in {@code 7K3F-9QXM}; never two parts of a UUID, such as those of a Message-ID, which may be all digits. */
    private static final Pattern TRACKING_CODE =
            Pattern.compile("(?<![-\\w])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?![-\\w])");

    private final URI intake;

    public Citizen(SystemUnderTest system) {
        this(system.intake());
    }

    /** Through one of several instances. */
    public Citizen(URI intake) {
        this.intake = intake;
    }

    /** A pothole in the demo town, well described. */
    public static LinkedHashMap<String, Object> aPothole(String email) {
        return aPothole("Personne d'Essai", email);
    }

    public static LinkedHashMap<String, Object> aPothole(String name, String email) {
        var request = new LinkedHashMap<String, Object>();
        request.put("serviceCode", "pothole");
        request.put("description", "Un nid-de-poule profond devant l'école, les vélos se déportent.");
        request.put("location", Map.of("latitude", 48.85, "longitude", 2.35, "address", "12 rue des Tilleuls"));
        request.put("answers", Map.of("depth", "deep"));
        request.put("requester", Map.of("name", name, "email", email, "language", "fr"));
        return request;
    }

    /**
     * The tracking code that a message tells.
     *
     * @throws AssertionError with the message if it tells none
     */
    public static String trackingCodeIn(String message) {
        return TRACKING_CODE
                .matcher(message)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No tracking code in: " + message));
    }

    public Reply file(Map<String, Object> request) {
        return Http.post(intake.resolve("/api/v1/service-requests"), request, Map.of());
    }

    public Reply file(Map<String, Object> request, String idempotencyKey) {
        return Http.post(
                intake.resolve("/api/v1/service-requests"), request, Map.of("Idempotency-Key", idempotencyKey));
    }

    public Reply follow(String trackingCode) {
        return Http.get(intake.resolve("/api/v1/service-requests/" + trackingCode), Map.of("Accept-Language", "fr"));
    }

    /** @param action details, withdraw, confirm or contest */
    public Reply act(String trackingCode, String editToken, String action, Map<String, Object> body) {
        return Http.post(
                intake.resolve("/api/v1/service-requests/" + trackingCode + "/" + action),
                body,
                Map.of("Edit-Token", editToken));
    }

    public Reply erase(String trackingCode, String editToken) {
        return Http.delete(
                intake.resolve("/api/v1/service-requests/" + trackingCode + "/requester"),
                Map.of("Edit-Token", editToken));
    }
}
