package org.relais.platform.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * The issuer that people sign in with: the one that tokens come from, whatever it is.
 *
 * @param authorizationUri where browsers are sent; {@code /oauth2/authorize} of the issuer where it is left out
 * @param rolesClaim claim with the list of roles
 */
@ConfigurationProperties("relais.security")
public record SignInIssuer(
        @Nullable String issuer,
        @Nullable String authorizationUri,
        @Nullable String tokenUri,
        @Nullable String jwkSetUri,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("roles") String rolesClaim) {

    /** The last part of the addresses at which signing in begins and ends. */
    public static final String NAME = "relais";

    /**
     * Empty where this service has no secret to take part with.
     *
     * @param end where the issuer sends people back, {@link #NAME} left out: {@code /desk/login}
     */
    public Optional<ClientRegistration> registration(String end) {
        if (issuer == null || tokenUri == null || jwkSetUri == null || clientId == null || clientSecret == null) {
            return Optional.empty();
        }
        return Optional.of(ClientRegistration.withRegistrationId(NAME)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}" + end + "/{registrationId}")
                .scope("openid")
                .issuerUri(issuer)
                .authorizationUri(authorizationUri == null ? issuer + "/oauth2/authorize" : authorizationUri)
                .tokenUri(tokenUri)
                .jwkSetUri(jwkSetUri)
                .userNameAttributeName("sub")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build());
    }

    @Override
    public String toString() {
        return "SignInIssuer[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
