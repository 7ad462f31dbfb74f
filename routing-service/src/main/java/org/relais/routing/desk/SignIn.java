package org.relais.routing.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.relais.platform.signin.PageAskedFor;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.TokenSignIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in, with the issuer or with an access token of its. */
@Controller
@RequestMapping(DeskSecurity.SIGN_IN)
class SignIn {

    private final TokenSignIn tokens;
    private final boolean issuer;

    SignIn(JwtDecoder tokens, SignInIssuer issuer) {
        this.tokens = new TokenSignIn(tokens);
        this.issuer = issuer.registration(DeskSecurity.SIGNED_IN).isPresent();
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
        if (tokens.accepts(token, request)) {
            return "redirect:" + PageAskedFor.orElse(Home.START, request);
        }
        model.addAttribute("issuer", issuer);
        model.addAttribute("refused", true);
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        return "desk/sign-in";
    }
}
