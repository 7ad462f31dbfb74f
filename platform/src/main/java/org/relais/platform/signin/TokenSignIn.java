package org.relais.platform.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Signing in with an access token of the issuer: it is checked as on every call of the API, and stays on the server. */
public final class TokenSignIn {

    private final JwtDecoder tokens;

    public TokenSignIn(JwtDecoder tokens) {
        this.tokens = tokens;
    }

    /** Whether the token is one that names somebody; they are signed in then. */
    public boolean accepts(String token, HttpServletRequest request) {
        try {
            Jwt jwt = tokens.decode(token.strip());
            String name = jwt.getSubject();
            if (name == null || name.isBlank()) {
                return false;
            }
            SignedIn.as(jwt, request);
            return true;
        } catch (JwtException | IllegalArgumentException _) {
            return false;
        }
    }
}
