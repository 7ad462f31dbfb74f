package org.relais.identity;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * What a token says of its client, or of the person who signed in: the roles, and the department whose it is. Access tokens are of
 * RFC 9068's type and for the services; ID tokens are for the client whose pages somebody signs in to, and open nothing.
 */
final class ClientClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final String audience;

    /** @param audience the {@code aud} of access tokens */
    ClientClaims(String audience) {
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getJwsHeader().type("at+jwt");
            context.getClaims()
                    .audience(List.of(audience))
                    .claim("client_id", context.getRegisteredClient().getClientId());
        }
        Client.withId(whose(context))
                .ifPresent(client -> context.getClaims().claims(claims -> {
                    claims.put("roles", List.of(roleOf(client)));
                    if (client instanceof Client.Department department) {
                        claims.put("department", department.id());
                    }
                }));
    }

    private static String whose(JwtEncodingContext context) {
        var person = AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType())
                ? context.<Authentication>getPrincipal()
                : null;
        return person == null ? context.getRegisteredClient().getClientId() : person.getName();
    }

    private static String roleOf(Client client) {
        return switch (client) {
            case Client.Service _ -> "service";
            case Client.Department _ -> "department";
            case Client.Role role -> role.id();
        };
    }
}
