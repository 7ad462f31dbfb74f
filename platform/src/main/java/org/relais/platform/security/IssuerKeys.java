package org.relais.platform.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks that tokens are the issuer's and for us, with its published keys. They are fetched when the first token arrives, not at start; a key that isn't
 * known yet (the issuer rotated) is looked up at once, at most twice a second; while the issuer is down the known keys carry on.
 */
final class IssuerKeys {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration FETCH_PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);
    private static final Duration OUTAGE = Duration.ofHours(12);

    private IssuerKeys() {}

    static JwtDecoder decoder(SecuritySettings settings) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys(settings)).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(settings.issuer()), new JwtAudienceValidator(settings.audience()), types()));
        return decoder;
    }

    /** RFC 9068's type, and what issuers write that don't follow it. */
    private static JwtTypeValidator types() {
        var types = new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT");
        types.setAllowEmpty(true);
        return types;
    }

    private static JWKSource<SecurityContext> keys(SecuritySettings settings) {
        var retriever = new DefaultResourceRetriever(
                Math.toIntExact(settings.connectTimeout().toMillis()),
                Math.toIntExact(settings.readTimeout().toMillis()),
                JWKSourceBuilder.DEFAULT_HTTP_SIZE_LIMIT);
        return JWKSourceBuilder.<SecurityContext>create(url(settings.jwkSetUri()), retriever)
                .cache(TIME_TO_LIVE.toMillis(), FETCH_PATIENCE.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    private static URL url(String uri) {
        try {
            return URI.create(uri).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("relais.security.jwk-set-uri isn't a URL: " + uri, e);
        }
    }
}
