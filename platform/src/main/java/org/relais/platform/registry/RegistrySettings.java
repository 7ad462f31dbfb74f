package org.relais.platform.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's configuration keys, read and checked once.
 *
 * @param urls where the registry answers, tried in turn; without credentials and trailing slash
 * @param authorization value of the Authorization header
 * @param maxRetries rounds over all urls after the first one
 * @param cacheCapacity bound of every cache
 * @param missingIdTtl how long an id that the registry doesn't know is not asked for again
 * @param latestTtl how long a subject's latest version is not asked for again
 */
record RegistrySettings(
        List<URI> urls,
        @Nullable String authorization,
        Duration connectTimeout,
        Duration readTimeout,
        int maxRetries,
        Duration retryWait,
        Duration retryMaxWait,
        int cacheCapacity,
        Duration missingIdTtl,
        Duration latestTtl,
        boolean autoRegisterSchemas,
        boolean useLatestVersion,
        boolean normalizeSchemas,
        boolean removeJavaProperties,
        boolean specificAvroReader,
        SubjectNaming keySubjects,
        SubjectNaming valueSubjects) {

    static final String URL = "schema.registry.url";
    static final String BASIC_SOURCE = "basic.auth.credentials.source";
    static final String BASIC_USER_INFO = "basic.auth.user.info";
    static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    static final String BEARER_TOKEN = "bearer.auth.token";
    static final String KEY_SUBJECTS = "key.subject.name.strategy";
    static final String VALUE_SUBJECTS = "value.subject.name.strategy";

    static RegistrySettings of(Map<String, ?> configuration) {
        Keys keys = new Keys(configuration);
        List<URI> given = urls(keys);
        boolean autoRegister = keys.flag("auto.register.schemas", true);
        boolean useLatest = keys.flag("use.latest.version", false);
        if (autoRegister && useLatest) {
            throw new InvalidConfiguration(
                    "use.latest.version=true contradicts auto.register.schemas=true: set one of them to false");
        }
        return new RegistrySettings(
                given.stream().map(RegistrySettings::withoutCredentials).toList(),
                authorization(keys, given),
                keys.millis("http.connect.timeout.ms", 2_000),
                keys.millis("http.read.timeout.ms", 5_000),
                (int) keys.number("max.retries", 3, 0),
                keys.millis("retries.wait.ms", 100),
                keys.millis("retries.max.wait.ms", 2_000),
                (int) keys.number("max.schemas.per.subject", 1_000, 1),
                Duration.ofSeconds(keys.number("missing.id.cache.ttl.sec", 10, 0)),
                Duration.ofSeconds(keys.number("latest.cache.ttl.sec", 60, 0)),
                autoRegister,
                useLatest,
                keys.flag("normalize.schemas", false),
                keys.flag("avro.remove.java.properties", false),
                keys.flag("specific.avro.reader", false),
                SubjectNaming.of(KEY_SUBJECTS, keys.text(KEY_SUBJECTS, "TopicNameStrategy")),
                SubjectNaming.of(VALUE_SUBJECTS, keys.text(VALUE_SUBJECTS, "TopicNameStrategy")));
    }

    SubjectNaming subjects(boolean key) {
        return key ? keySubjects : valueSubjects;
    }

    @Override
    public String toString() {
        return "RegistrySettings[urls=" + urls + "]";
    }

    private static List<URI> urls(Keys keys) {
        List<URI> urls = new ArrayList<>();
        for (String url : keys.required(URL).split(",")) {
            String trimmed = url.strip().replaceAll("/+$", "");
            if (!trimmed.isEmpty()) {
                urls.add(url(trimmed));
            }
        }
        if (urls.isEmpty()) {
            throw new InvalidConfiguration(URL + " names no url");
        }
        return urls;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            throw new InvalidConfiguration(URL + " holds something that is no url");
        }
        throw new InvalidConfiguration(URL + ": only http and https urls with a host can be used");
    }

    private static @Nullable String authorization(Keys keys, List<URI> urls) {
        String bearer = keys.text(BEARER_SOURCE, "");
        if (!bearer.isEmpty()) {
            if (!bearer.equals("STATIC_TOKEN")) {
                throw new InvalidConfiguration(BEARER_SOURCE + "=" + bearer + " is not supported; use STATIC_TOKEN");
            }
            if (keys.has(BASIC_USER_INFO)) {
                throw new InvalidConfiguration(BEARER_SOURCE + " contradicts " + BASIC_USER_INFO + ": set one of them");
            }
            return "Bearer " + keys.required(BEARER_TOKEN);
        }
        String source = keys.text(BASIC_SOURCE, "URL");
        return switch (source) {
            case "USER_INFO" -> basic(keys.required(BASIC_USER_INFO));
            case "URL" ->
                urls.stream()
                        .map(URI::getUserInfo)
                        .filter(userInfo -> userInfo != null && !userInfo.isEmpty())
                        .findFirst()
                        .map(RegistrySettings::basic)
                        .orElse(null);
            default ->
                throw new InvalidConfiguration(BASIC_SOURCE + "=" + source + " is not supported; use USER_INFO or URL");
        };
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    private static URI withoutCredentials(URI url) {
        if (url.getRawUserInfo() == null) {
            return url;
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port + url.getRawPath());
    }

    /** Reads values that may be strings or, as Kafka allows, already typed. */
    private record Keys(Map<String, ?> configuration) {

        boolean has(String key) {
            return configuration.get(key) != null;
        }

        String text(String key, String otherwise) {
            Object value = configuration.get(key);
            if (value == null) {
                return otherwise;
            }
            return value instanceof Class<?> type
                    ? type.getName()
                    : joined(value).strip();
        }

        String required(String key) {
            String value = text(key, "");
            if (value.isEmpty()) {
                throw new InvalidConfiguration(key + " is missing");
            }
            return value;
        }

        boolean flag(String key, boolean otherwise) {
            String value = text(key, String.valueOf(otherwise));
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new InvalidConfiguration(key + " must be true or false, not " + value);
            };
        }

        long number(String key, long otherwise, long least) {
            String value = text(key, String.valueOf(otherwise));
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= Integer.MAX_VALUE) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw new InvalidConfiguration(key + " must be a whole number, not " + value, notANumber);
            }
            throw new InvalidConfiguration(key + " must be at least " + least + ", not " + value);
        }

        Duration millis(String key, long otherwise) {
            return Duration.ofMillis(number(key, otherwise, 1));
        }

        private static String joined(Object value) {
            return value instanceof List<?> list
                    ? String.join(",", list.stream().map(String::valueOf).toList())
                    : String.valueOf(value);
        }
    }
}
