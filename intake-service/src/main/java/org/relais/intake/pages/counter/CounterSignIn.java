package org.relais.intake.pages.counter;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.Page;
import org.relais.platform.signin.PageAskedFor;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.TokenSignIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in for the counter, with the issuer or with an access token of its. */
@Page
@Hidden
class CounterSignIn {

    private final TokenSignIn tokens;
    private final boolean issuer;

    CounterSignIn(JwtDecoder tokens, SignInIssuer issuer) {
        this.tokens = new TokenSignIn(tokens);
        this.issuer = issuer.registration(CounterSecurity.SIGNED_IN).isPresent();
    }

    @GetMapping(CounterSecurity.SIGN_IN)
    String form(Model model, @RequestParam(required = false) @Nullable String failed) {
        return page(failed != null, model);
    }

    @PostMapping(CounterSecurity.SIGN_IN)
    String signIn(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (tokens.accepts(token, request)) {
            return "redirect:" + PageAskedFor.orElse(CounterSecurity.FORM, request);
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return page(true, model);
    }

    /** For who is signed in and no agent, and for forms that don't come from their page. */
    @RequestMapping(CounterSecurity.REFUSED)
    String refused(HttpServletResponse response) {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        return "counter/refused";
    }

    private String page(boolean refused, Model model) {
        model.addAttribute("issuer", issuer);
        model.addAttribute("refused", refused);
        return "counter/sign-in";
    }
}
