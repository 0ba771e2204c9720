using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The matrix product, batched over leading dimensions.</summary>
        public Tensor matmul(Tensor target) => Aten.Matmul.Call(this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.Mm.Call(this, target);

        /// <summary>The products of two batches of matrices, [K, n, m] × [K, m, p].</summary>
        public Tensor bmm(Tensor batch2) => Aten.Bmm.Call(this, batch2);
    }
}
