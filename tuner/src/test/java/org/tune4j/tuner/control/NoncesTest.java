package org.tune4j.tuner.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tune4j.tuner.control.Nonces.Verdict;

final class NoncesTest {
  private static final long KEPT = 2 * Signing.MAX_SKEW.toMillis();

  @Test
  void aNonceIsNewOnce() {
    Nonces nonces = new Nonces(10);
    assertThat(nonces.take("a", 0)).isEqualTo(Verdict.NEW);
    assertThat(nonces.take("b", 1)).isEqualTo(Verdict.NEW);
    assertThat(nonces.take("a", KEPT)).isEqualTo(Verdict.SEEN);
  }

  @Test
  void itIsForgottenWhenTheRequestIsTooOldAnyway() {
    Nonces nonces = new Nonces(10);
    nonces.take("a", 0);
    assertThat(nonces.take("a", KEPT + 1)).isEqualTo(Verdict.NEW);
  }

  @Test
  void aFullMemoryRefusesUntilThereIsRoom() {
    Nonces nonces = new Nonces(2);
    nonces.take("a", 0);
    nonces.take("b", 5);
    assertThat(nonces.take("c", 6)).isEqualTo(Verdict.FULL);
    assertThat(nonces.take("a", 6)).isEqualTo(Verdict.SEEN);
    assertThat(nonces.take("c", KEPT + 1)).isEqualTo(Verdict.NEW);
  }
}
