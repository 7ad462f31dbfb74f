package org.relais.platform.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who is signed in is told by the token that their session keeps, for as long as that token holds. Spring never keeps such an
 * authentication in a session, since a token comes with each call; a browser has none to send.
 */
final class SignedIn extends OncePerRequestFilter {

    private static final String TOKEN = "relais.token";

    private final Clock clock;
    private final JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();

    /** @param rolesClaim claim of a token with the list of roles, which become {@code ROLE_} and the role */
    SignedIn(Clock clock, String rolesClaim) {
        this.clock = clock;
        roles.setAuthoritiesClaimName(rolesClaim);
        roles.setAuthorityPrefix("ROLE_");
    }

    /** From now on; under a new session id, so that nobody who knew the old one is signed in too. */
    static void as(Jwt token, HttpServletRequest request) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(TOKEN, token);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(TOKEN) instanceof Jwt token && holds(token)) {
            context.setAuthentication(new JwtAuthenticationToken(token, roles.convert(token)));
        }
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private boolean holds(Jwt token) {
        Instant end = token.getExpiresAt();
        return end != null && clock.instant().isBefore(end);
    }
}
