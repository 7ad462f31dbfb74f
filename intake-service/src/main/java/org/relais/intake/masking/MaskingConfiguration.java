package org.relais.intake.masking;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MaskingConfiguration {

    @Bean
    ContactDetailMask contactDetailMask() {
        return new ContactDetailMask();
    }

    @Bean
    PhoneNumbers phoneNumbers() {
        return new PhoneNumbers();
    }
}
