#!/bin/sh
# A training program in shell: looks for the square root of TUNE_CONFIG_TARGET by steps whose size is the config's.
set -eu
guess=${TUNE_CONFIG_START:-1}
step=0
trap 'exit 0' TERM

if [ -n "${TUNE_CHECKPOINT_IN:-}" ]; then
  read -r guess step <"$TUNE_CHECKPOINT_IN/state"
  echo "going on after step $step"
fi

while [ "$step" -lt 10 ]; do
  step=$((step + 1))
  guess=$(awk -v g="$guess" -v t="$TUNE_CONFIG_TARGET" -v r="$TUNE_CONFIG_RATE" 'BEGIN { printf "%.12f", g - r * (g - t / g) }')
  loss=$(awk -v g="$guess" -v t="$TUNE_CONFIG_TARGET" 'BEGIN { d = g * g - t; printf "%.12f", d < 0 ? -d : d }')
  echo "$guess $step" >"$TUNE_CHECKPOINT_OUT/state"
  mkdir "$TUNE_CHECKPOINT_OUT/step-$step"
  mv "$TUNE_CHECKPOINT_OUT/state" "$TUNE_CHECKPOINT_OUT/step-$step/state"
  echo "{\"loss\": $loss, \"guess\": $guess, \"checkpoint\": \"step-$step\"}"
done
