package org.relais.routing.desk;

import static org.springframework.http.HttpMethod.GET;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.relais.platform.problem.ForeignCharsets;
import org.relais.platform.problem.ProblemWriter;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.SignInPages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The desk's pages have a session and a form token; the API beside them knows neither. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInIssuer.class)
class DeskSecurity implements WebMvcConfigurer {

    static final String SIGN_IN = "/desk/sign-in";
    static final String SIGNED_IN = "/desk/login";
    static final String REFUSED = "/desk/refused";
    static final String NO_PAGE = "/desk/no-page";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    SecurityFilterChain deskPagesSecurity(HttpSecurity http, Clock clock, SignInIssuer issuer) {
        return new SignInPages("/desk", Home.START)
                .secure(http, clock, issuer)
                .authorizeHttpRequests(requests -> requests.requestMatchers(GET, "/desk", "/desk/*.css")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .logout(logout -> logout.deleteCookies("RELAIS_DESK"))
                .build();
    }

    /**
     * A browser at an address that is neither a page's nor the interface's gets a page that says so. Nothing is open here but that page.
     */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 11)
    SecurityFilterChain noPageSecurity(HttpSecurity http) {
        return http.securityMatcher(new AndRequestMatcher(
                        DeskProblems.ASKED_BY_BROWSER, new NegatedRequestMatcher(EndpointRequest.toAnyEndpoint())))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(GET, "/", "/assets/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .headers(SignInPages::guard)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, denied) ->
                        request.getRequestDispatcher(NO_PAGE).forward(request, response)))
                .build();
    }

    @Bean
    FilterRegistrationBean<ForeignCharsets> foreignCharsets(ProblemWriter problems) {
        return ForeignCharsets.refused(problems, DeskProblems.ASKED_BY_BROWSER);
    }

    /** The language a person chose on a page, else what their browser asks for. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("RELAIS_DESK_LANGUAGE");
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setDefaultLocaleFunction(Languages::askedFor);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language).addPathPatterns("/desk/**");
        registry.addInterceptor(new Frame()).addPathPatterns("/desk/**");
    }
}
