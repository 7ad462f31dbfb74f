package org.relais.routing.suggestion.nightly;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.relais.routing.suggestion.Suggestions;
import org.relais.routing.suggestion.TextIndexes;
import org.relais.routing.suggestion.lucene.LuceneTexts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SuggestionConfiguration {

    /** How soon after the hour a night is noticed. */
    private static final int CHECK_MINUTES = 10;

    @Bean
    TextIndexes textIndexes() {
        return new LuceneTexts();
    }

    @Bean
    Suggestions suggestions(LearnedTerritories learned) {
        return new Suggestions(learned::of, learned::ifInForce);
    }

    @Bean
    RecurringTask<Void> nightlyLearningTask(NightlyLearning learning) {
        return Tasks.recurring("suggestion-learning", FixedDelay.ofMinutes(CHECK_MINUTES))
                .execute((instance, context) -> learning.learnWhereDue());
    }
}
