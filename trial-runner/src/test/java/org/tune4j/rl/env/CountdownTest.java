package org.tune4j.rl.env;

import org.tune4j.space.Config;

/** An environment without randomness that cannot be saved keeps to the contract too. */
class CountdownTest extends EnvironmentContract {
  @Override
  protected Environment create() {
    return new Countdown(Config.empty());
  }
}
