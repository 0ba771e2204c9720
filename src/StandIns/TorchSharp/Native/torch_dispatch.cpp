// The only native code of the stand-in: libtorch's operator dispatcher behind a plain C interface.
// A tensor handle is a TensorImpl* that owns one reference. No C++ exception crosses this boundary.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>
#include <dlfcn.h>
#include <malloc.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/cuda.h>

#include <cstring>
#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

enum Tag : int32_t { None, TensorTag, Int, Double, Bool, Ints, Tensors, OptionalTensors, DeviceTag, Text };

struct Slot {
  int32_t tag;
  int32_t count;
  union {
    int64_t i;
    double d;
    void* p;
  };
};

// c10::optional in old releases, std::optional in new ones
using MaybeTensor = decltype(c10::IValue().toOptional<at::Tensor>());
using Impl = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

thread_local std::string last_error;

at::Tensor borrow(void* handle) {
  if (handle == nullptr) return {};
  return at::Tensor(Impl::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

void* release(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

std::vector<at::Tensor> borrow_all(void* const* handles, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t k = 0; k < count; k++) tensors.push_back(borrow(handles[k]));
  return tensors;
}

c10::IValue box(const Slot& slot) {
  switch (slot.tag) {
    case TensorTag: return borrow(slot.p);
    case Int: return slot.i;
    case Double: return slot.d;
    case Bool: return slot.i != 0;
    case Ints: return at::IntArrayRef(static_cast<const int64_t*>(slot.p), slot.count);
    case Tensors: return c10::List<at::Tensor>(borrow_all(static_cast<void**>(slot.p), slot.count));
    case OptionalTensors: {
      c10::List<MaybeTensor> list;
      for (int32_t k = 0; k < slot.count; k++) {
        void* handle = static_cast<void**>(slot.p)[k];
        list.push_back(handle == nullptr ? MaybeTensor() : MaybeTensor(borrow(handle)));
      }
      return list;
    }
    case DeviceTag: return c10::Device(static_cast<c10::DeviceType>(slot.count), static_cast<c10::DeviceIndex>(slot.i));
    case Text: return std::string(static_cast<const char*>(slot.p), slot.count);
    default: return {};
  }
}

int unbox(c10::IValue&& value, Slot* out, int capacity) {
  auto put = [&](int at, Tag tag) -> Slot& {
    TORCH_CHECK(at < capacity, "operator returned more values than the caller has room for");
    out[at].tag = tag;
    out[at].count = 0;
    return out[at];
  };
  if (value.isTensor()) {
    put(0, TensorTag).p = release(std::move(value).toTensor());
    return 1;
  }
  if (value.isTensorList()) {
    auto list = std::move(value).toTensorVector();
    TORCH_CHECK(static_cast<int64_t>(list.size()) <= capacity, "operator returned too many tensors");
    int count = 0;
    for (auto& tensor : list) put(count++, TensorTag).p = release(std::move(tensor));
    return count;
  }
  if (value.isInt()) return put(0, Int).i = value.toInt(), 1;
  if (value.isBool()) return put(0, Bool).i = value.toBool(), 1;
  if (value.isDouble()) return put(0, Double).d = value.toDouble(), 1;
  TORCH_CHECK(false, "operator returned a ", value.tagKind(), ", which has no slot");
}

template <typename Body>
auto guarded(decltype(std::declval<Body>()()) failure, Body body) -> decltype(body()) {
  try {
    return body();
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "unknown native error";
  }
  return failure;
}

}  // namespace

EXPORT const char* td_error() { return last_error.c_str(); }

// A training step frees what the next one needs again. By default glibc hands such memory back to the kernel at once,
// and the page faults of getting it back cost more than the arithmetic of a fused step.
EXPORT void td_keep_memory() {
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
  mallopt(M_TOP_PAD, 16 << 20);
}

EXPORT int td_set_threads(int threads) {
  return guarded(-1, [&] {
    at::set_num_threads(threads);
    using Setter = void (*)(int);
    if (auto blas = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) blas(threads);
    return 0;
  });
}

EXPORT int td_set_interop_threads(int threads) {
  return guarded(-1, [&] { return at::set_num_interop_threads(threads), 0; });
}

EXPORT int td_threads() { return at::get_num_threads(); }

EXPORT int td_cuda_devices() {
  return guarded(0, [] { return static_cast<int>(torch::cuda::device_count()); });
}

EXPORT int td_seed(uint64_t seed) {
  return guarded(-1, [&] { return at::manual_seed(seed), 0; });
}

EXPORT void* td_operator(const char* name, const char* overload) {
  return guarded(static_cast<void*>(nullptr), [&]() -> void* {
    return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  });
}

// With capacity 0 the results are dropped: that is how in-place operators are called.
EXPORT int td_call(const void* op, const Slot* in, int arguments, Slot* out, int capacity) {
  static thread_local torch::jit::Stack stack;
  stack.clear();
  int count = guarded(-1, [&] {
    for (int k = 0; k < arguments; k++) stack.push_back(box(in[k]));
    static_cast<const c10::OperatorHandle*>(op)->callBoxed(&stack);
    if (capacity == 0) return 0;
    int filled = 0;
    for (auto& value : stack) filled += unbox(std::move(value), out + filled, capacity - filled);
    return filled;
  });
  stack.clear();
  return count;
}

EXPORT void td_free(void* handle) { Impl::reclaim(static_cast<c10::TensorImpl*>(handle)); }

EXPORT void* td_alias(void* handle) { return release(borrow(handle)); }

EXPORT void* td_from_data(const void* data, const int64_t* shape, int rank, int type) {
  return guarded(static_cast<void*>(nullptr), [&] {
    auto tensor = at::empty(at::IntArrayRef(shape, rank), at::TensorOptions(static_cast<at::ScalarType>(type)));
    std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
    return release(std::move(tensor));
  });
}

EXPORT void* td_data(void* handle) { return static_cast<c10::TensorImpl*>(handle)->data(); }

// facts: element type, device type, device index, requires_grad, is_leaf, is_contiguous, number of elements
EXPORT int td_facts(void* handle, int64_t* facts) {
  return guarded(-1, [&] {
    auto tensor = borrow(handle);
    facts[0] = static_cast<int64_t>(tensor.scalar_type());
    facts[1] = static_cast<int64_t>(tensor.device().type());
    facts[2] = tensor.device().index();
    facts[3] = tensor.requires_grad();
    facts[4] = tensor.is_leaf();
    facts[5] = tensor.is_contiguous();
    facts[6] = tensor.numel();
    return 0;
  });
}

// Returns the rank; sizes and strides are written when the caller has room for that many.
EXPORT int td_shape(void* handle, int64_t* sizes, int64_t* strides, int capacity) {
  return guarded(-1, [&] {
    auto impl = static_cast<c10::TensorImpl*>(handle);
    int rank = static_cast<int>(impl->dim());
    for (int k = 0; k < rank && k < capacity; k++) {
      sizes[k] = impl->sizes()[k];
      strides[k] = impl->strides()[k];
    }
    return rank;
  });
}

EXPORT int td_set_requires_grad(void* handle, int flag) {
  return guarded(-1, [&] { return borrow(handle).requires_grad_(flag != 0), 0; });
}

EXPORT int td_retain_grad(void* handle) {
  return guarded(-1, [&] { return borrow(handle).retain_grad(), 0; });
}

EXPORT void* td_grad(void* handle) {
  return guarded(static_cast<void*>(nullptr), [&] { return release(borrow(handle).grad()); });
}

EXPORT int td_set_grad(void* handle, void* grad) {
  return guarded(-1, [&] { return borrow(handle).mutable_grad() = borrow(grad), 0; });
}

EXPORT int td_grad_mode() { return c10::GradMode::is_enabled(); }

EXPORT void td_set_grad_mode(int enabled) { c10::GradMode::set_enabled(enabled != 0); }

EXPORT int td_backward(void* const* outputs, int count, void* const* seeds, int seed_count, int retain, int create) {
  return guarded(-1, [&] {
    torch::autograd::backward(borrow_all(outputs, count), borrow_all(seeds, seed_count), retain != 0, create != 0);
    return 0;
  });
}

// flags: 1 retain the graph, 2 create the graph of the gradient, 4 allow inputs that were not used
EXPORT int td_gradients(void* const* outputs, int count, void* const* inputs, int input_count, void* const* seeds,
                        int seed_count, int flags, void** gradients) {
  return guarded(-1, [&] {
    auto results = torch::autograd::grad(borrow_all(outputs, count), borrow_all(inputs, input_count),
                                         borrow_all(seeds, seed_count), (flags & 1) != 0, (flags & 2) != 0,
                                         (flags & 4) != 0);
    for (size_t k = 0; k < results.size(); k++) gradients[k] = release(std::move(results[k]));
    return 0;
  });
}
