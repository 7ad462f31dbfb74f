package org.relais.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A token's roles as authorities: {@code operator} becomes {@code ROLE_OPERATOR}. */
final class TokenRoles implements Converter<Jwt, AbstractAuthenticationToken> {

    private final String claim;

    TokenRoles(String claim) {
        this.claim = claim;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        var subject = token.getSubject();
        if (subject == null) {
            throw new InvalidBearerTokenException("The token names nobody");
        }
        return new JwtAuthenticationToken(token, authorities(token), subject);
    }

    private Collection<GrantedAuthority> authorities(Jwt token) {
        var roles = token.getClaimAsStringList(claim);
        return roles == null
                ? List.of()
                : roles.stream()
                        .<GrantedAuthority>map(
                                role -> new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)))
                        .toList();
    }
}
