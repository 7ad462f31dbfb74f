package org.relais.intake.review.web;

import org.relais.intake.filing.MaskedWords;
import org.relais.intake.review.FlaggedTexts;
import org.relais.intake.review.ReviewText;
import org.relais.intake.territory.Territories;
import org.relais.intake.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    @Bean
    ReviewText reviewText(FlaggedTexts texts, MaskedWords maskedWords, Territories territories, Vault vault) {
        return new ReviewText(texts, maskedWords, territories, vault);
    }
}
