# %% [markdown]
# # Which recommendations are blocked?
# Cells as an analyst would run them in a notebook; each result shows itself as a table.

# %%
import datetime

import praksisplan as pp

plan = pp.datasets.load("hovedstaden-almen-2015-2019")
blocked = pp.blocked(plan, as_of=datetime.date(2017, 1, 15))
blocked

# %% [markdown]
# ## How many by section?

# %%
import polars as pl

frame = blocked.to_frame("polars")
by_section = frame.group_by("section").agg(pl.len().alias("blocked")).sort("section")
by_section

# %% [markdown]
# ## Until when? Unknown stays unknown.

# %%
known = frame.filter(pl.col("latest").is_not_null()).select("number", "awaits", "latest").sort("latest")
known

# %% [markdown]
# ## Why is 65 blocked?

# %%
pp.why(plan, 65, as_of=datetime.date(2017, 1, 15))
