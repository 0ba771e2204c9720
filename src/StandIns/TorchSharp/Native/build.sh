#!/bin/sh
# Compiles torch_dispatch.cpp. Usage: build.sh SOURCE OUTPUT [LIBTORCH]
# LIBTORCH is the "torch" folder of a PyTorch installation; without it Debian's libtorch-dev is used.
set -eu
source=$1 output=$2 libtorch=${3:-}
if [ -n "$libtorch" ]; then
    include=$libtorch/include lib=$libtorch/lib
else
    include=/usr/include lib=/usr/lib/$(uname -m)-linux-gnu
fi
if ! command -v "${CXX:-g++}" >/dev/null || [ ! -f "$include/ATen/ATen.h" ]; then
    echo "torch_dispatch : error TORCH001: no C++ compiler or no libtorch headers:" \
        "apt-get install libtorch-dev libopenblas0-pthread g++" >&2
    exit 1
fi
# /usr/include must keep its place among the system folders
standard=c++17 abi=1 extra= search=
if [ -n "$libtorch" ]; then search=-I$include; fi
if [ -d "$include/torch/headeronly" ]; then standard=c++20; fi
# wheels before 2.7 were built with the old std::string
if ! nm -DC "$lib/libc10.so" | grep -q '__cxx11::basic_string'; then abi=0; fi
if [ -f "$lib/libtorch_cuda.so" ]; then extra="-Wl,--no-as-needed -ltorch_cuda -lc10_cuda"; fi
mkdir -p "$(dirname "$output")"
if ! "${CXX:-g++}" -O2 -std=$standard -shared -fPIC -fvisibility=hidden -w -D_GLIBCXX_USE_CXX11_ABI=$abi \
    $search -I"$include/torch/csrc/api/include" "$source" -o "$output" \
    -L"$lib" -Wl,-rpath,"$lib" -ltorch -ltorch_cpu -lc10 $extra -ldl; then
    echo "torch_dispatch : error TORCH002: torch_dispatch.cpp does not compile against $include" >&2
    exit 1
fi
