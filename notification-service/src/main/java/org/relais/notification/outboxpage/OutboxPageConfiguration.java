package org.relais.notification.outboxpage;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The page exists only where it is asked for: without the property nothing is kept and nothing answers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("relais.notification.outbox-page")
class OutboxPageConfiguration {

    @Bean
    SentMails sentMails(Clock clock) {
        return new SentMails(clock);
    }

    @Bean
    OutboxPageController outboxPageController(SentMails mails) {
        return new OutboxPageController(mails);
    }

    /** Open to whoever reaches the port, which is on loopback; a message may be framed by the page around it. */
    @Bean
    @Order(0)
    SecurityFilterChain outboxPageSecurity(HttpSecurity http) {
        return http.securityMatcher("/", "/outbox/**", "/outbox-page.css")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri"
                                        + " 'none'; form-action 'none'")))
                .build();
    }
}
