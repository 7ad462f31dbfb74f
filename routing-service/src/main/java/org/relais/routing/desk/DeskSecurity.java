package org.relais.routing.desk;

import static org.springframework.http.HttpMethod.GET;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.relais.platform.signin.IssuerSignIn;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.SignedIn;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
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

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 10)
    SecurityFilterChain deskPagesSecurity(HttpSecurity http, Clock clock, SignInIssuer issuer) {
        issuer.registration(SIGNED_IN)
                .ifPresent(registration -> http.oauth2Login(login -> login.loginPage(SIGN_IN)
                        .clientRegistrationRepository(new InMemoryClientRegistrationRepository(registration))
                        .authorizationEndpoint(start -> start.baseUri("/desk/sign-in/with"))
                        .redirectionEndpoint(end -> end.baseUri(SIGNED_IN + "/*"))
                        .failureUrl(SIGN_IN + "?failed")
                        .successHandler(new IssuerSignIn(Home.START))));
        return http.securityMatcher("/desk/**")
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(GET, "/desk", "/desk/*.css")
                                .permitAll()
                                .requestMatchers(SIGN_IN, REFUSED)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .addFilterBefore(new SignedIn(clock, issuer.rolesClaim()), AnonymousAuthenticationFilter.class)
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SIGN_IN))
                        .accessDeniedPage(REFUSED))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl("/desk/sign-out")
                        .logoutSuccessUrl(SIGN_IN)
                        .deleteCookies("RELAIS_DESK"))
                .build();
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
