package org.relais.platform.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Who signed in with the issuer is known here as a caller of the API is: by the roles and the department in their token. */
final class IssuerSignIn implements AuthenticationSuccessHandler {

    private final String next;

    /** @param next the page that comes after signing in, where they had asked for none */
    IssuerSignIn(String next) {
        this.next = next;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        if (authentication.getPrincipal() instanceof OidcUser person) {
            Jwt token = new Jwt(
                    person.getIdToken().getTokenValue(),
                    person.getIdToken().getIssuedAt(),
                    person.getIdToken().getExpiresAt(),
                    Map.of("typ", "JWT"),
                    person.getIdToken().getClaims());
            SignedIn.as(token, request);
        }
        response.sendRedirect(PageAskedFor.orElse(next, request));
    }
}
