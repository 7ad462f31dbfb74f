package org.relais.intake.open311.web;

import org.relais.intake.action.ActOnRequest;
import org.relais.intake.filing.Derivations;
import org.relais.intake.filing.PlaceNotices;
import org.relais.intake.filing.SubmitServiceRequest;
import org.relais.intake.open311.AddUpdate;
import org.relais.intake.open311.ApiKeys;
import org.relais.intake.open311.FetchedOutcomes;
import org.relais.intake.open311.FileRequest;
import org.relais.intake.open311.RequestIndex;
import org.relais.intake.open311.Updates;
import org.relais.intake.tracking.PublicViews;
import org.relais.intake.tracking.TrackedRequests;
import org.relais.platform.security.OpenPaths;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.servlet.LocaleResolver;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Open311Settings.class)
class Open311Configuration {

    private static final int BEFORE_THE_GENERAL_LIMIT = -105;

    /** Who may write is told by the key in the form. */
    @Bean
    OpenPaths open311OpenToEveryone() {
        return OpenPaths.of("/open311/**");
    }

    /** Before anything else reads the address. */
    @Bean
    FilterRegistrationBean<TidyAddresses> tidyAddresses() {
        FilterRegistrationBean<TidyAddresses> registration = new FilterRegistrationBean<>(new TidyAddresses());
        registration.addUrlPatterns("/open311/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<UnreadableForms> unreadableForms(
            FormSizes sizes, Answers answers, LocaleResolver localeResolver) {
        FilterRegistrationBean<UnreadableForms> registration =
                new FilterRegistrationBean<>(new UnreadableForms(sizes, answers, localeResolver));
        registration.addUrlPatterns("/open311/*");
        registration.setOrder(BEFORE_THE_GENERAL_LIMIT);
        return registration;
    }

    @Bean
    ApiKeys apiKeys(
            Open311Settings settings,
            JwtDecoder tokens,
            @Value("${relais.security.roles-claim:roles}") String rolesClaim) {
        return new ConfiguredApiKeys(settings.keys(), tokens, rolesClaim);
    }

    @Bean
    FileRequest fileRequest(
            SubmitServiceRequest submitServiceRequest,
            Derivations derivations,
            RequestIndex requests,
            PlaceNotices placeNotices) {
        return new FileRequest(submitServiceRequest, derivations, requests, placeNotices);
    }

    @Bean
    AddUpdate addUpdate(
            TrackedRequests trackedRequests,
            RequestIndex requests,
            FetchedOutcomes fetchedOutcomes,
            Derivations derivations,
            ActOnRequest actOnRequest) {
        return new AddUpdate(trackedRequests, requests, fetchedOutcomes, derivations, actOnRequest);
    }

    @Bean
    Updates updates(RequestIndex index, TrackedRequests requests, PublicViews views) {
        return new Updates(index, requests, views);
    }
}
