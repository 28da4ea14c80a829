package org.tune4j.tuner.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.function.Consumer;

/**
 * Carries bytes from one member straight to another. A topic goes from the publisher to those that
 * listen, past all others, and waits for nobody: a third member that is frozen or gone holds
 * nothing up. What gets lost is sent again by those who miss the answer. Thread-safe.
 */
record Post(HazelcastInstance hazelcast) {

  /** All members that run trials listen here. */
  static final String MEMBERS = "tune.members";

  /** One member listens here. */
  static String member(String id) {
    return "tune.member." + id;
  }

  /** One member listens here for what concerns parts of trials. */
  static String parts(String id) {
    return "tune.parts." + id;
  }

  /** Whoever drives the sweeps of that database listens here. */
  static String driver(String uid) {
    return "tune.driver." + uid;
  }

  void send(String to, byte[] bytes) {
    try {
      hazelcast.<byte[]>getTopic(to).publish(bytes);
    } catch (HazelcastInstanceNotActiveException e) {
      // closed: as if it had got lost
    }
  }

  /** Hands on what comes in, on one thread of Hazelcast's that must not be held up. */
  void listen(String at, Consumer<byte[]> to) {
    hazelcast.<byte[]>getTopic(at).addMessageListener(m -> to.accept(m.getMessageObject()));
  }
}
