package org.relais.routing.desk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Who signed in with the issuer is known here as a caller of the API is: by the roles and the department in their token. */
final class DeskSignIn implements AuthenticationSuccessHandler {

    private final HttpSessionSecurityContextRepository sessions;

    DeskSignIn(HttpSessionSecurityContextRepository sessions) {
        this.sessions = sessions;
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
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new JwtAuthenticationToken(token, List.of(), authentication.getName()));
            SecurityContextHolder.setContext(context);
            sessions.saveContext(context, request, response);
        }
        response.sendRedirect("/desk/rules");
    }
}
