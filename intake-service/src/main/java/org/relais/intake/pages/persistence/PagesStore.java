package org.relais.intake.pages.persistence;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.relais.intake.channel.KnownPlaces;
import org.relais.intake.filing.Place;
import org.relais.intake.pages.AddressIndex;
import org.relais.intake.pages.Drafts;
import org.relais.intake.pages.Gazetteer;
import org.relais.intake.pages.KeywordSuggestions;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.pages.Suggestions;
import org.relais.intake.pages.geocoding.GeocoderGazetteer;
import org.relais.intake.pages.geocoding.WhoLooksUp;
import org.relais.intake.territory.Territories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What the pages know, and how long. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class PagesStore {

    private static final Logger log = LoggerFactory.getLogger(PagesStore.class);

    @Bean
    Gazetteer gazetteer(PageSettings settings, InstantSource clock, WhoLooksUp whoLooksUp) {
        AddressIndex index = new AddressIndex(AddressFiles.read(settings.addresses()));
        log.atInfo().addKeyValue("addresses", index.size()).log("Addresses can be searched");
        PageSettings.Geocoder geocoder = settings.geocoder();
        return geocoder == null ? index : new GeocoderGazetteer(geocoder, index, clock, whoLooksUp);
    }

    /** For channels that are told an address in words. */
    @Bean
    KnownPlaces knownPlaces(Gazetteer gazetteer, Territories territories) {
        return (text, jurisdictionId) -> territories
                .find(jurisdictionId)
                .flatMap(territory -> gazetteer.in(text, territory.extent()))
                .map(address -> new Place(address.latitude(), address.longitude(), address.label()));
    }

    @Bean
    Suggestions suggestions() {
        return new KeywordSuggestions();
    }

    @Bean
    DraftsEnd draftsEnd(Drafts drafts, Clock clock) {
        return new DraftsEnd(drafts, clock);
    }

    /** Forgets drafts that nobody touched for a day. */
    record DraftsEnd(Drafts drafts, Clock clock) {

        static final Duration LIFE = Duration.ofDays(1);

        @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT15M")
        void forgetOldDrafts() {
            drafts.forgetUnchangedSince(clock.instant().minus(LIFE));
        }
    }
}
