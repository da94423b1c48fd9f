"""Words whose capital must be kept when a citation style lowercases titles: names of people, places and products."""

from __future__ import annotations

_LANGUAGES = """
African American Arabic Asian Australian Bangla Bengali Brazilian British Canadian Cantonese Chinese Danish Dutch Egyptian
English Ethiopian European Finnish French German Greek Hebrew Hindi Hungarian Indian Indic Indonesian Iranian Irish Israeli
Italian Japanese Kenyan Korean Latin Malay Malaysian Mandarin Mexican Nepali Nigerian Nordic Norwegian Pakistani Persian Polish
Portuguese Romanian Russian Scandinavian Spanish Swahili Swedish Swiss Taiwanese Tamil Thai Tibetan Turkish Ukrainian Urdu
Vietnamese
"""
_PLACES = """
Africa America Asia Australia Austria Bangladesh Belgium Boston Brazil Britain Cambridge Canada China Denmark Egypt England
Ethiopia Europe Finland France Germany Ghana Greece Harvard Hungary India Indonesia Iran Ireland Israel Italy Japan Kenya Korea
London Malaysia Mexico Nepal Netherlands Nigeria Norway Oxford Pakistan Paris Peru Poland Portugal Romania Russia Rwanda
Singapore Spain Stanford Sweden Switzerland Taiwan Texas Thailand Turkey Uganda Ukraine Vietnam
"""
_MATHEMATICS = """
Bayes Bayesian Bernoulli Boltzmann Bregman Carlo Cauchy Cartesian Chebyshev Dirichlet Euclidean Fourier Frechet Fréchet Gabor
Gaussian Gibbs Grassmann Hamming Hausdorff Hebbian Hermite Hermitian Hessian Hilbert Hopfield Huber Jaccard Jacobian Jensen
Kalman Kantorovich Kolmogorov Kullback Lagrangian Laplace Laplacian Leibler Levenshtein Lipschitz Lorentz Lorentzian Markov
Markovian Minkowski Monte Nash Pareto Poincare Poincaré Poisson Riemann Riemannian Schrodinger Schrödinger Shannon Shapley
Siamese Sinkhorn Socratic Turing Tversky Voronoi Wasserstein Weibull Wiener
"""
_MEDICINE = """
Addison Alzheimer Apgar Barrett Bosniak Braak Breslow Chiari Covid Crohn Cushing Doppler Ewing Fuhrman Gleason Golgi
Hirschsprung Hodgkin Hounsfield Huntington Kaposi Kellgren Lyme Marfan Papanicolaou Parkinson
Parkinsons Raman Sjogren Sjögren Wilms
"""
_PRODUCTS = """
Alpaca Baichuan Chameleon Claude Copilot Flamingo Florence Galactica Gemini Gemma Google Grok Internet Kaggle Kvasir Llama
Mamba Microsoft Mistral Mixtral Nvidia Qwen Reddit Sora Swin Twitter Vicuna Wikipedia Xray
"""

PROPER_NAMES = frozenset(f"{_LANGUAGES}{_PLACES}{_MATHEMATICS}{_MEDICINE}{_PRODUCTS}".split())
"""Names as written in titles, without "'s".

Names with a capital or digit inside need no entry; they are recognised by their form.
"""
