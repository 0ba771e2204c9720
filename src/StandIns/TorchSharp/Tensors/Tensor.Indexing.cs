using System.Runtime.CompilerServices;
using TorchSharp.Dispatch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A view of the entries chosen, or a copy where a tensor chooses them.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The entries that tensors of positions, or a mask, name.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One entry of the first dimension.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        /// <summary>One entry of the first two dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        /// <summary>One entry of the first three dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        /// <summary>A view of the entries chosen, or a copy where a tensor chooses them.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, positions) = View(indices);
            return (positions is null ? view.alias() : Aten.Index.Call(view, Arg.Indices(positions)))
                .MoveToOuterDisposeScope();
        }

        /// <summary>The entries that tensors of positions, or a mask, name.</summary>
        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Overwrites the entries chosen, broadcast.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var (view, positions) = View(indices);
            if (positions is null) view.copy_(value);
            else Aten.IndexPutInto.CallInPlace(view, Arg.Indices(positions), value, false);
            return this;
        }

        /// <summary>Overwrites the entries that tensors of positions, or a mask, name.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Overwrites the entries chosen with a number.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        // Positions and stretches give a view; tensors are left for one indexing call at the end.
        private (Tensor View, Tensor?[]? Positions) View(TensorIndex[] indices)
        {
            var view = this;
            var positions = new Tensor?[Dimensions];
            // A mask takes one place in the list of positions but as many dimensions as it has.
            var (at, place, chosen) = (0, 0, 0);
            foreach (var entry in indices)
            {
                switch (entry.Kind)
                {
                    case IndexKind.Single:
                        view = view.select(at, entry.Start ?? 0);
                        break;
                    case IndexKind.Ellipsis:
                        var rest = (int)Dimensions - Consumed(indices);
                        (at, place) = (at + rest, place + rest);
                        break;
                    case IndexKind.Tensor:
                        positions[place++] = entry.Positions;
                        (at, chosen) = (at + Spanned(entry), place);
                        break;
                    default:
                        if (entry.Start is not null || entry.Stop is not null || entry.Step is not null)
                            view = view.slice(at, entry.Start ?? 0, entry.Stop ?? long.MaxValue, entry.Step ?? 1);
                        (at, place) = (at + 1, place + 1);
                        break;
                }
            }

            return (view, chosen == 0 ? null : positions[..chosen]);
        }

        private static int Consumed(TensorIndex[] indices)
        {
            var count = 0;
            foreach (var entry in indices) count += Spanned(entry);
            return count;
        }

        private static int Spanned(TensorIndex entry) => entry switch
        {
            { Kind: IndexKind.Ellipsis } => 0,
            { Kind: IndexKind.Tensor, Positions.dtype: ScalarType.Bool } => (int)entry.Positions.Dimensions,
            _ => 1,
        };
    }
}
