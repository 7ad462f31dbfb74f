package org.relais.intake.pages.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.relais.intake.limit.CallerName;
import org.relais.intake.limit.FilingLimits;
import org.relais.intake.pages.PagePaths;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.pages.geocoding.WhoLooksUp;
import org.relais.intake.territory.Territories;
import org.relais.platform.problem.AskedByBrowser;
import org.relais.platform.problem.ForeignCharsets;
import org.relais.platform.problem.ProblemWriter;
import org.relais.platform.security.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wires the pages: where they answer, how they are guarded, in which language they speak. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PageSettings.class)
class PagesConfiguration {

    static final AskedByBrowser ASKED_BY_BROWSER = new AskedByBrowser("/api/", "/open311/");

    @Bean
    PagePaths citizensPages() {
        return PagePaths.of(
                "/",
                "/assets/**",
                "/favicon.ico",
                "/demande/**",
                "/demandes/**",
                "/demandes.atom",
                "/lecons",
                "/suivi/**",
                "/r/**",
                "/requests/**",
                "/service-worker.js",
                ForeignFormController.PATH);
    }

    /**
     * Pages need no account. A form counts only with the token that its page was given (double submit, in a cookie of its own),
     * so that no other site can send one in a person's name; nothing is kept on the server for it. Parts that scripts ask for change
     * nothing, and the counter's page, whose token is another, asks for them too.
     */
    @Bean
    @Order(0)
    SecurityFilterChain pagesSecurity(
            HttpSecurity http,
            ObjectProvider<PagePaths> paths,
            PageSettings settings,
            FilingLimits limits,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize mostWithFiles) {
        return guarded(http, settings)
                .securityMatcher(new OrRequestMatcher(paths.stream()
                        .map(PagePaths::patterns)
                        .flatMap(List::stream)
                        .<RequestMatcher>map(pattern ->
                                PathPatternRequestMatcher.withDefaults().matcher(pattern))
                        .toList()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new LargeForms(limits, mostWithFiles), CsrfFilter.class)
                .addFilterBefore(new ControlCharacters(), CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens())
                        .ignoringRequestMatchers(OfflineController.SENDING, PagePartsController.PARTS))
                .exceptionHandling(refusals -> refusals.accessDeniedHandler((request, response, denied) ->
                        request.getRequestDispatcher(ForeignFormController.PATH).forward(request, response)))
                .build();
    }

    /**
     * A browser at an address that is neither a page's nor an interface's gets a page that says so. Nothing is open here but that page:
     * what is found at such an address all the same is found without HTML, by those who may.
     */
    @Bean
    @Order(1)
    SecurityFilterChain noPageSecurity(HttpSecurity http, PageSettings settings) {
        return guarded(http, settings)
                .securityMatcher(new AndRequestMatcher(
                        ASKED_BY_BROWSER, new NegatedRequestMatcher(EndpointRequest.toAnyEndpoint())))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, denied) ->
                        request.getRequestDispatcher(NoPageController.PATH).forward(request, response)))
                .build();
    }

    @Bean
    FilterRegistrationBean<ForeignCharsets> foreignCharsets(ProblemWriter problems) {
        return ForeignCharsets.refused(problems, ASKED_BY_BROWSER, "/open311/");
    }

    private static HttpSecurity guarded(HttpSecurity http, PageSettings settings) {
        return http.headers(
                        headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(settings)))
                                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .permissionsPolicyHeader(permissions ->
                                        permissions.policy("geolocation=(self), camera=(self), microphone=()")))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    @Bean
    LocaleResolver localeResolver() {
        return new PageLocale();
    }

    /** Whoever looks an address up on a page is counted by where they call from. */
    @Bean
    WhoLooksUp whoLooksUp() {
        return () -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? Optional.of(CallerName.of(Caller.ANONYMOUS, call.getRequest().getRemoteAddr()))
                : Optional.empty();
    }

    @Bean
    WebMvcConfigurer pagesMvc(PageFrames frames, Territories territories) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new TerritoryArgument(frames, territories));
            }
        };
    }

    /** Remembers the language of a followed link; apart from the frames, which need the resolver. */
    @Bean
    WebMvcConfigurer languageLinks(LocaleResolver localeResolver) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new LanguageLinks(localeResolver))
                        .excludePathPatterns("/api/**", "/open311/**", "/assets/**");
            }
        };
    }

    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(PageCookies.FORM);
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
        tokens.setCookiePath("/");
        return tokens;
    }

    /** Nothing from elsewhere, no script or style written into a page; map tiles only from where the operator says. */
    private static String policy(PageSettings settings) {
        String tiles = settings.tilesOrigin();
        return "default-src 'self'; img-src 'self' data: blob:" + (tiles == null ? "" : " " + tiles)
                + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    private record LanguageLinks(LocaleResolver locales) implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            String asked = PageLocale.asked(request);
            if (asked != null && request.getMethod().equals("GET")) {
                locales.setLocale(request, response, Locale.of(asked));
            }
            return true;
        }
    }
}
