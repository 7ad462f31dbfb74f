package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with an access token of the issuer: it is checked as on every call of the API, and stays on the server. */
@Controller
@RequestMapping(DeskSecurity.SIGN_IN)
class SignIn {

    private final JwtDecoder tokens;
    private final boolean issuer;

    SignIn(JwtDecoder tokens, DeskIssuer issuer) {
        this.tokens = tokens;
        this.issuer = issuer.registration().isPresent();
    }

    @GetMapping
    String form(Model model, @RequestParam(required = false) @Nullable String failed) {
        model.addAttribute("issuer", issuer);
        model.addAttribute("refused", failed != null);
        return "desk/sign-in";
    }

    @PostMapping
    String signIn(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("issuer", issuer);
        try {
            Jwt jwt = tokens.decode(token.strip());
            String name = jwt.getSubject();
            if (name == null || name.isBlank()) {
                return refused(response, model);
            }
            SignedIn.as(jwt, request);
            return "redirect:" + Home.START;
        } catch (JwtException | IllegalArgumentException _) {
            return refused(response, model);
        }
    }

    private static String refused(HttpServletResponse response, Model model) {
        model.addAttribute("refused", true);
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return "desk/sign-in";
    }
}
