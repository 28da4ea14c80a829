package org.tune4j.tuner.grid;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void itsMessagesCanBeWrittenAndRead() {
    assertThatCode(WarmUp::run).doesNotThrowAnyException();
  }
}
