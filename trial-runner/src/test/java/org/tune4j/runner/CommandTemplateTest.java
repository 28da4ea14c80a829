package org.tune4j.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.space.Config;

final class CommandTemplateTest {
  private static final Config CONFIG =
      Config.of(Map.of("lr", 0.5, "model", Map.of("hidden", 8L), "name", "$1 {{ config.lr }}"));

  @Test
  void namesAreReplacedOnceAndNothingElseIs() throws Exception {
    assertThat(fill("{{config.lr}}", "{{ config.model.hidden }}x{{  trial.id}}", "{ config.lr }"))
        .containsExactly("0.5", "8xs_00000", "{ config.lr }");
    assertThat(fill("{{ config.name }}")).containsExactly("$1 {{ config.lr }}");
    assertThat(fill("{{ trial.folder }}/a")).containsExactly("/f/a");
  }

  @Test
  void everyUnknownNameIsAProblemWithTheNearest() {
    assertThat(
            CommandTemplate.problems(
                List.of("{{ config.rl }}{{ config.model }}", "{{ model.hidden }}", "{{}}"), CONFIG))
        .extracting(Object::toString)
        .containsExactly(
            """
            command: {{ config.rl }}: there is no such value
              Maybe use {{ config.lr }}.\
            """,
            """
            command: {{ model.hidden }}: there is no such value
              Maybe use a key of the config, such as {{ config.lr }}, or {{ trial.id }}.\
            """,
            """
            command: {{  }}: there is no such value
              Maybe use a key of the config, such as {{ config.lr }}, or {{ trial.id }}.\
            """);
    assertThat(CommandTemplate.problems(List.of("{{ config.model.hidden }}"), CONFIG)).isEmpty();
  }

  @Test
  void theNumberOfATrialIsInItsId() {
    assertThat(CommandTemplate.number("a_b_00000")).isEqualTo("0");
    assertThat(CommandTemplate.number("a_b_00120")).isEqualTo("120");
    assertThat(CommandTemplate.number("a_1234567")).isEqualTo("1234567");
  }

  private static List<String> fill(String... command) throws ProcessFailedException {
    Assignment trial = Trials.of("command", CONFIG.asMap());
    return CommandTemplate.fill(List.of(command), trial, "/f");
  }
}
