package org.relais.platform.problem;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Makes every error of a web application a problem in the caller's language. */
@AutoConfiguration(before = {ErrorMvcAutoConfiguration.class, WebMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ProblemAutoConfiguration {

    private static final int BEFORE_SECURITY = -104;

    @Bean(defaultCandidate = false)
    MessageSource problemMessages() {
        return ProblemMessages.fromClassPath();
    }

    @Bean
    Problems problems(@Qualifier("problemMessages") MessageSource problemMessages) {
        return new Problems(problemMessages);
    }

    /** French unless the caller prefers English. */
    @Bean
    @ConditionalOnMissingBean(name = "localeResolver")
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.FRENCH, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.FRENCH);
        return resolver;
    }

    @Bean
    ProblemWriter problemWriter(Problems problems, LocaleResolver localeResolver) {
        return new ProblemWriter(problems, localeResolver);
    }

    @Bean
    ProblemAdvice problemAdvice(Problems problems) {
        return new ProblemAdvice(problems);
    }

    @Bean
    @ConditionalOnMissingBean(ErrorController.class)
    ProblemErrorController problemErrorController(ProblemAdvice advice, ObjectProvider<ErrorPages> pages) {
        return new ProblemErrorController(advice, pages);
    }

    /** After Boot's own, which give the mapper. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    JsonAlone jsonAlone() {
        return new JsonAlone();
    }

    @Bean
    FilterRegistrationBean<BodySizeLimit> bodySizeLimit(
            @Value("${relais.web.max-body-size:1MB}") DataSize limit,
            ObjectProvider<BodyLimit> exceptions,
            ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(
                new BodySizeLimit(limit, exceptions.stream().toList(), problems));
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    /** Added after Boot's own valve, hence inside it: the innermost answers. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(
            Problems problems, ObjectProvider<ProtocolErrors> protocols) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems, protocols)));
    }
}
