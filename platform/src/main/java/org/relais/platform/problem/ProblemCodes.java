package org.relais.platform.problem;

/** The codes of problems that the framework, not a use case, reports. */
final class ProblemCodes {

    static final String INVALID_REQUEST = "invalid_request";
    static final String MALFORMED_JSON = "malformed_json";
    static final String SERVICE_UNAVAILABLE = "service_unavailable";

    private ProblemCodes() {}

    static String ofStatus(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 408 -> "request_timeout";
            case 409 -> "conflict";
            case 413 -> "content_too_large";
            case 415 -> "unsupported_media_type";
            case 422 -> "unprocessable_content";
            case 429 -> "too_many_requests";
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status >= 500 ? "internal_error" : "refused";
        };
    }
}
