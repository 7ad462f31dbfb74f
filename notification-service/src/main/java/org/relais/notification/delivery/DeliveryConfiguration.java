package org.relais.notification.delivery;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    Composer composer(@Value("${relais.public-url}") String publicUrl, @Value("${relais.desk-url}") String deskUrl) {
        return new Composer(publicUrl, deskUrl);
    }
}
